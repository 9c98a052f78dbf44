import { expose } from 'comlink'
import { createFramesService } from './frames.service.ts'
import { createMergeService } from './merge.service.ts'

expose(createMergeService(createFramesService()))
