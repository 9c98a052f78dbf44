export { POINT_STRIDE, type Sweep } from './sweep.ts'
