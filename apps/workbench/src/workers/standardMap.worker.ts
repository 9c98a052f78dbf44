import { expose } from 'comlink'
import { createStandardMapService } from './standardMap.service.ts'

expose(createStandardMapService())
