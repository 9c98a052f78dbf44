import type { DialogId } from '../store/state.ts'
import type { Action } from '../workbench.ts'

const openDialog = (dialog: DialogId): Action['run'] => {
  return ({ store }) => store.setState({ dialog, isPlaying: false })
}

/** History, files, dialogs and looks. */
export const generalActions: readonly Action[] = [
  {
    id: 'undo',
    keys: ['$mod+Z'],
    label: { en: 'Undo', zh: '撤销' },
    group: 'edit',
    run: ({ store }) => store.getState().undo(),
  },
  {
    id: 'redo',
    keys: ['$mod+Y', '$mod+Shift+Z'],
    label: { en: 'Redo', zh: '重做' },
    group: 'edit',
    run: ({ store }) => store.getState().redo(),
  },
  {
    id: 'palette',
    keys: ['$mod+K'],
    label: { en: 'All commands', zh: '全部命令' },
    group: 'edit',
    run: openDialog('palette'),
  },
  {
    id: 'clips',
    keys: ['$mod+O'],
    label: { en: 'Open a clip', zh: '打开片段' },
    group: 'file',
    run: openDialog('clips'),
  },
  {
    id: 'import',
    keys: ['$mod+I'],
    label: { en: 'Import', zh: '导入' },
    group: 'file',
    run: openDialog('import'),
  },
  {
    id: 'export',
    keys: ['$mod+E'],
    label: { en: 'Export', zh: '导出' },
    group: 'file',
    run: openDialog('export'),
  },
  {
    id: 'keys',
    keys: ['Shift+?', 'Shift+Slash'],
    label: { en: 'Keys', zh: '快捷键' },
    group: 'view',
    run: openDialog('keys'),
  },
  {
    id: 'checks',
    keys: [],
    label: { en: 'How the clip is checked', zh: '检查设置' },
    group: 'view',
    run: openDialog('checks'),
  },
  {
    id: 'reports',
    keys: ['$mod+L'],
    label: { en: 'Cost, savings, where the model fails', zh: '成本、收益与模型薄弱之处' },
    group: 'file',
    run: openDialog('reports'),
  },
  {
    id: 'task',
    keys: ['$mod+Enter'],
    label: { en: 'Hand on or take back', zh: '提交或撤回' },
    group: 'file',
    run: openDialog('task'),
  },
  {
    id: 'queue',
    keys: ['$mod+J'],
    label: { en: 'Tasks: take the next one', zh: '任务：领取下一个' },
    group: 'file',
    run: openDialog('queue'),
  },
  {
    id: 'projects',
    keys: [],
    label: { en: 'Projects', zh: '项目' },
    group: 'file',
    run: openDialog('projects'),
  },
  {
    id: 'people',
    keys: [],
    label: { en: 'People and my account', zh: '人员与我的账号' },
    group: 'view',
    run: openDialog('people'),
  },
  {
    id: 'settings',
    keys: ['$mod+,'],
    label: { en: 'Settings', zh: '设置' },
    group: 'view',
    run: openDialog('settings'),
  },
  {
    id: 'welcome',
    keys: ['F1'],
    label: { en: 'How it works', zh: '使用方法' },
    group: 'view',
    run: openDialog('welcome'),
  },
  {
    id: 'theme',
    keys: [],
    label: { en: 'Dark or light', zh: '深色 / 浅色' },
    group: 'view',
    run: ({ store }) => {
      const { preferences, prefer } = store.getState()
      prefer({ theme: preferences.theme === 'dark' ? 'light' : 'dark' })
    },
  },
  {
    id: 'language',
    keys: [],
    label: { en: '中文 / English', zh: '中文 / English' },
    group: 'view',
    run: ({ store }) => {
      const { preferences, prefer } = store.getState()
      prefer({ language: preferences.language === 'en' ? 'zh' : 'en' })
    },
  },
]
