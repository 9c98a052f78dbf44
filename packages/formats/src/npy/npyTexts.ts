import { catalogue } from '@trueline/annotation'

/** What is said of NumPy files. */
export const npyTexts = catalogue({
  notNpy: { en: 'no NumPy array', zh: '不是 NumPy 数组' },
  npy: { en: 'a .npy array of numbers', zh: '数值 .npy 数组' },
  dtype: { en: 'an array of type {dtype}', zh: '类型为 {dtype} 的数组' },
  shape: { en: 'an array of shape {shape}', zh: '形状为 {shape} 的数组' },
  tooShort: { en: '{bytes} bytes for shape {shape}', zh: '形状 {shape} 只有 {bytes} 字节' },
  notZip: { en: 'no zip archive', zh: '不是 zip 归档' },
  npz: { en: 'a .npz archive with an array', zh: '含数组的 .npz 归档' },
  rows: { en: 'rows of at least x, y, z', zh: '每行至少 x、y、z' },
})
