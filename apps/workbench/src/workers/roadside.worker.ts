import { expose } from 'comlink'
import { createFramesService } from './frames.service.ts'
import { createRoadsideService } from './roadside.service.ts'

expose(createRoadsideService(createFramesService()))
