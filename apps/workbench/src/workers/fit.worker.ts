import { expose } from 'comlink'
import { createFitService } from './fit.service.ts'

expose(createFitService())
