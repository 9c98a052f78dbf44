import { catalogue, type Message } from '@trueline/annotation'

/** What a network runs on, in words. */
export const backendTexts = catalogue({
  processor: { en: 'processor', zh: '处理器' },
  webAssembly: { en: 'WebAssembly', zh: 'WebAssembly' },
  oneThread: { en: '{on}, 1 thread', zh: '{on}，1 个线程' },
  threads: { en: '{on}, {threads} threads', zh: '{on}，{threads} 个线程' },
  besideNode: { en: 'WebGPU beside Node', zh: 'Node 之外的 WebGPU' },
  webGpu: { en: 'WebGPU, {adapter}', zh: 'WebGPU，{adapter}' },
  software: { en: '{adapter}, software', zh: '{adapter}，软件模拟' },
  rasterElsewhere: {
    en: 'WebGPU, {adapter}, raster on the processor: {why}',
    zh: 'WebGPU，{adapter}，栅格在处理器上生成：{why}',
  },
})

/** `WebAssembly, 2 threads` */
export function threadsText(on: Message, threads: number): Message {
  return threads === 1 ? backendTexts.oneThread({ on }) : backendTexts.threads({ on, threads })
}
