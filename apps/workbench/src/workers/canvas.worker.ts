import { expose } from 'comlink'
import { createCanvasService } from './canvas.service.ts'
import { createFramesService } from './frames.service.ts'

expose(createCanvasService(createFramesService()))
