import { expose } from 'comlink'
import { createCheckService } from './check.service.ts'
import { createFramesService } from './frames.service.ts'

expose(createCheckService(createFramesService()))
