import { expose } from 'comlink'
import { createCropService } from './crop.service.ts'
import { createFramesService } from './frames.service.ts'

expose(createCropService(createFramesService()))
