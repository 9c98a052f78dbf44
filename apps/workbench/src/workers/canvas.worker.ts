import { expose } from 'comlink'
import { createCanvasService } from './canvas.service.ts'
import { decodePicture } from './decodePicture.ts'
import { createFramesService } from './frames.service.ts'

expose(createCanvasService({ reader: createFramesService(), decode: decodePicture }))
