import { expose } from 'comlink'
import { createMergeService } from './merge.service.ts'

expose(createMergeService())
