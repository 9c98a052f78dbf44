import type { batch as english } from '../en/batch.ts'
import type { Translation } from '../translation.ts'

/** The words of the batch page in Chinese. */
export const batch: Translation<typeof english> = {
  batch: {
    name: '批量页：同一目标的所有帧',
    none: '请先在面板中选择一个目标，再查看它的所有帧。',
    back: '返回面板',
    frames_other: '{{count}} 帧',
    all: '全选',
    edited_other: '编辑作用于 {{count}} 帧',
    refit: '重新贴合',
    between: '跟随',
    betweenHint: '手动框改变时，其间无人确认的框随之更新',
    merged: '全部帧',
    mergedHint: '把目标所有帧的点叠在一处，一次设定尺寸',
    narrower: '列变窄',
    wider: '列变宽',
    columns: '目标的各帧',
    failed: '点云读取失败',
    reading: '正在读取点云…',
    picture_waiting: '正在读取图像…',
    picture_failed: '图像读取失败',
    picture_noImage: '本帧无图像',
    picture_unseen: '本帧没有相机看到该目标',
    noBox: '本帧无框',
    acceptColumn: '接受本帧',
    rejectColumn: '拒绝本帧',
    finalizeColumn: '本帧定稿 / 取消定稿',
    path: '目标轨迹（俯视）',
    mergedName: '全部帧叠加',
    mergingShare: '叠加中 {{percent}} %',
    mergedPoints_other: '{{count}} 帧共 {{points}} 点',
    mergeFailed: '无法读取点云',
    allSet: '该目标的每个框都已有人确认：请逐个设定尺寸。',
    refused_other: '{{count}} 帧中有 {{refusals}} 帧无法贴合。{{why}}',
  },
}
