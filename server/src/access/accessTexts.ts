import { catalogue } from '@trueline/annotation'

/** What the server says to who may not come in, or may not do what they ask. */
export const accessTexts = catalogue({
  signIn: { en: 'Sign in first', zh: '请先登录' },
  notAllowed: { en: 'Your role does not allow this', zh: '您的角色无权执行此操作' },
  outOfScope: { en: 'The token was not made for this', zh: '该令牌的权限不包括此操作' },
  wrongPassword: { en: 'E-mail or password is wrong', zh: '邮箱或密码错误' },
  tooOften: {
    en: 'Too many tries: wait {seconds} s and try again',
    zh: '尝试次数过多：请等待 {seconds} 秒后重试',
  },
  badField: { en: '{field}: {why}', zh: '{field}：{why}' },
  email: { en: 'Expected an e-mail address', zh: '应为邮箱地址' },
  shortPassword: {
    en: 'Expected a password of {least} to {most} characters',
    zh: '密码长度应为 {least} 至 {most} 个字符',
  },
  emailTaken: {
    en: 'There is an account with this e-mail: sign in with it, then open the link again',
    zh: '该邮箱已有账号：请先用它登录，再打开此链接',
  },
  isSetUp: { en: 'There is an owner already: sign in', zh: '已有所有者：请登录' },
  noInvitation: {
    en: 'The invitation does not exist, was used or has expired: ask for another',
    zh: '邀请不存在、已被使用或已过期：请索取新的邀请',
  },
  isMember: { en: 'You belong to this organisation already', zh: '您已是该组织的成员' },
  lastOwner: {
    en: 'An organisation needs an owner: make somebody else one first',
    zh: '组织必须有所有者：请先指定另一位所有者',
  },
  ownersOnly: {
    en: 'Only owners make, change or remove owners',
    zh: '只有所有者可以指定、更改或移除所有者',
  },
  noPerson: { en: 'There is no such person here', zh: '此处没有该人员' },
  noProject: { en: 'There is no such project', zh: '没有该项目' },
  noBatch: { en: 'There is no such batch', zh: '没有该批次' },
  noClip: { en: 'There is no such clip', zh: '没有该片段' },
  noTask: { en: 'There is no such task', zh: '没有该任务' },
  isHeld: { en: '{name} is working on this task', zh: '{name} 正在处理此任务' },
  isAssigned: {
    en: 'This task was assigned to somebody else',
    zh: '此任务已分配给其他人',
  },
  isOwnWork: {
    en: 'You handed this on yourself: somebody else has to review it',
    zh: '这是您自己提交的：须由他人审核',
  },
  isUnderWay: {
    en: 'The task was handed on before: it cannot be cut in two any more',
    zh: '任务已提交过，不能再拆分',
  },
  cutFrame: {
    en: 'Expected a frame from {first} to {last}',
    zh: '应为第 {first} 至 {last} 帧之间的一帧',
  },
  isAccepted: {
    en: 'These labels were accepted: they are edited again once the task is reopened',
    zh: '这些标注已通过验收：须先重新打开任务才能编辑',
  },
  reviewersLook: {
    en: 'In this project reviewers remark and send back: they do not edit',
    zh: '此项目中审核员只批注和退回，不编辑',
  },
  noOrganisation: { en: 'There is no such organisation', zh: '没有该组织' },
  noToken: { en: 'There is no such token', zh: '没有该令牌' },
  noCompanySignIn: {
    en: 'Company sign-in is not set up on this server',
    zh: '本服务器未配置企业登录',
  },
  companyFailed: {
    en: 'Company sign-in failed: {reason}',
    zh: '企业登录失败：{reason}',
  },
  notInvited: {
    en: 'Nobody here has the account {email}: open the invitation link first',
    zh: '此处没有账号 {email}：请先打开邀请链接',
  },
  setFirst: {
    en: 'Set a password for yourself first: until then only this machine can reach the server',
    zh: '请先为自己设置密码：在此之前只有本机可以访问服务器',
  },
})
