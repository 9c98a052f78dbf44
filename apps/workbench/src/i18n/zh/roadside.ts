import type { roadside as english } from '../en/roadside.ts'
import type { Translation } from '../translation.ts'

/** The words of what is proposed beside the road, in Chinese. */
export const roadside: Translation<typeof english> = {
  roadside: {
    propose: '立柱、标志、信号灯',
    running: '正在查找路侧设施，{{share}}%',
    done: '已建议路侧设施：立柱 {{poles}}、标志 {{signs}}、信号灯 {{lights}}，可撤销。',
    noPoses: '没有任何帧带有车辆位姿：路侧设施建议需要位姿。',
    noPoints: '带位姿的帧都没有点云：无可查看的内容。',
    nothing: '沿路线未发现立柱、标志或信号灯。',
    nothingNew: '发现的路侧设施均已存在。',
    failed: '无法提出路侧设施建议：{{why}}',
    stopped: '已停止查找路侧设施，未作任何更改。',
  },
}
