import type { Action } from '../../workbench.ts'

type Text = Action['label']

/** Labels that fit on a cap, for actions whose own do not. */
const SHORT: { readonly [actionId: string]: Text } = {
  previousObject: { en: 'Object ‹', zh: '上一目标' },
  nextObject: { en: 'Object ›', zh: '下一目标' },
  previousFrame: { en: 'Frame ‹', zh: '上一帧' },
  nextFrame: { en: 'Frame ›', zh: '下一帧' },
  backTenFrames: { en: 'Frames −10', zh: '后退10帧' },
  forwardTenFrames: { en: 'Frames +10', zh: '前进10帧' },
  firstFrame: { en: 'First', zh: '第一帧' },
  lastFrame: { en: 'Last', zh: '最后一帧' },
  play: { en: 'Play', zh: '播放' },
  escape: { en: 'Drop', zh: '取消' },
  'box.moveLeft': { en: 'Move ←', zh: '左移' },
  'box.moveRight': { en: 'Move →', zh: '右移' },
  'box.moveUp': { en: 'Move ↑', zh: '上移' },
  'box.moveDown': { en: 'Move ↓', zh: '下移' },
  'box.resizeLeft': { en: 'Right face −', zh: '右面 −' },
  'box.resizeRight': { en: 'Right face +', zh: '右面 +' },
  'box.resizeUp': { en: 'Upper face +', zh: '上面 +' },
  'box.resizeDown': { en: 'Upper face −', zh: '上面 −' },
  'box.turnLeft': { en: 'Turn ↺', zh: '左转' },
  'box.turnRight': { en: 'Turn ↻', zh: '右转' },
  'box.turnFitLeft': { en: 'Turn ↺ fit', zh: '左转贴合' },
  'box.turnFitRight': { en: 'Turn ↻ fit', zh: '右转贴合' },
  'box.flip': { en: 'Flip 180°', zh: '翻转180°' },
  'box.swap': { en: 'Swap l/w', zh: '交换长宽' },
  'box.fit': { en: 'Fit', zh: '贴合' },
  'box.stick': { en: 'Fit, keep size', zh: '保尺寸贴合' },
  'box.create': { en: 'New box', zh: '新建框' },
  accept: { en: 'Accept', zh: '接受' },
  acceptTrack: { en: 'Accept all', zh: '全部接受' },
  reject: { en: 'Reject', zh: '拒绝' },
  rejectTrack: { en: 'Reject all', zh: '全部拒绝' },
  restore: { en: 'Bring back', zh: '恢复' },
  interpolate: { en: 'Interpol.', zh: '插值' },
  finalize: { en: 'Finalise', zh: '定稿' },
  copyToNextFrame: { en: 'Copy on', zh: '复制到下帧' },
  copyToTenFrames: { en: 'Copy on 10', zh: '复制10帧' },
  split: { en: 'Split', zh: '拆分' },
  mark: { en: 'Mark', zh: '标记' },
  merge: { en: 'Merge', zh: '合并' },
  nextFinding: { en: 'Finding ›', zh: '下一问题' },
  previousFinding: { en: 'Finding ‹', zh: '上一问题' },
  mend: { en: 'Mend', zh: '修复' },
  mendAll: { en: 'Mend all', zh: '全部修复' },
  waiveFinding: { en: 'Let stand', zh: '保留不改' },
  reviewNext: { en: 'Review ›', zh: '下一待审' },
  reviewPrevious: { en: 'Review ‹', zh: '上一待审' },
  reviewAccept: { en: 'Right', zh: '合格' },
  reviewSendBack: { en: 'Send back', zh: '退回' },
  reviewAcceptFrame: { en: 'All right', zh: '全帧合格' },
  reviewSendBackFrame: { en: 'All back', zh: '全帧退回' },
  remark: { en: 'Remark', zh: '批注' },
  resolveRemarks: { en: 'Resolve', zh: '解决批注' },
  reviewBase: { en: 'Compare', zh: '对比' },
  reviewAcceptClip: { en: 'Accept clip', zh: '整段通过' },
  reviewSendBackClip: { en: 'Clip back', zh: '整段退回' },
  reports: { en: 'Cost', zh: '成本收益' },
  task: { en: 'Hand on', zh: '提交' },
  groundCanvas: { en: 'Ground', zh: '地面图' },
  queue: { en: 'Next task', zh: '下一任务' },
  propose: { en: 'Propose', zh: '建议' },
  proposeClip: { en: 'Propose clip', zh: '整段建议' },
  acceptProposals: { en: 'Accept shown', zh: '接受建议' },
  unlabelled: { en: 'No box', zh: '未标注' },
  trajectory: { en: 'Path', zh: '轨迹线' },
  road: { en: 'Map', zh: '地图' },
  'road.draw': { en: 'New lane', zh: '新建车道' },
  'road.finish': { en: 'Finish', zh: '完成' },
  palette: { en: 'All', zh: '全部命令' },
  clips: { en: 'Clips', zh: '片段' },
  welcome: { en: 'Help', zh: '使用方法' },
}

const COARSE = /Coarse$/

/** An action's label as it stands on a cap: short. */
export function capLabel(
  { id, label }: Pick<Action, 'id' | 'label'>,
  language: 'en' | 'zh',
): string {
  const short = SHORT[id]
  if (short !== undefined) return short[language]
  const fine = COARSE.test(id) ? SHORT[id.replace(COARSE, '')] : undefined
  return fine === undefined ? label[language] : `${fine[language]} ×10`
}
