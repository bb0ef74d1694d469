import type { Trouble } from './failure-watch.ts'

type Counted = [count: number, what: string]
const some = (...all: Counted[]) => all.filter(([count]) => count > 0)
const listed = (...all: Counted[]) =>
  some(...all)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ')
const listedZh = (...all: Counted[]) =>
  some(...all)
    .map(([count, what]) => `${count} 条${what}`)
    .join('，')

/** Every text that the desktop itself shows: menu, dialogs, notifications. The page has its own catalogues. */
const en = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  stop: 'Stop everything unsent',
  serveDocks: 'Serve docks and Stream Deck on this computer',
  copyDock: 'Copy an address for an OBS dock',
  copyDockAnew: 'Copy a new address for an OBS dock (the one before stops working)',
  withdrawDock: 'Withdraw the address (docks and Stream Deck lose access)',
  dockUnchanged: 'The address was not changed',
  dockUnchangedWhy: 'The disk cannot keep the change. Make room on it, then try again.',
  notKept: 'Not kept for the next start',
  notKeptWhy: 'The disk is full. What you chose holds until Giftdeck ends.',
  cannotStart: 'Giftdeck cannot start',
  cannotServe: 'Docks cannot be served',
  broke: 'Giftdeck has to close',
  brokeAdvice:
    'Something broke inside Giftdeck. Nothing unsent goes out by itself; start Giftdeck again to see every receipt.',
  pageBroke:
    'The page broke again and again. Your sends are recorded and go on; choose View > Reload, or start Giftdeck again.',
  stopped: 'Stopped',
  stoppedBody: (cancelled: number, alreadySent: number, unknown: number) =>
    `${listed([cancelled, 'cancelled'], [alreadySent, 'already on the way'], [unknown, 'unknown']) || 'Nothing was waiting'}.`,
  wentWrong: (count: number) => (count === 1 ? '1 send went wrong' : `${count} sends went wrong`),
  wentWrongBody: ({ refused, dropped, expired, unknown }: Trouble) =>
    `${listed([refused, 'refused'], [dropped, 'dropped'], [expired, 'too late'], [unknown, 'unknown'])}. The receipts say why.`,
  stopFailed: 'STOP could not be recorded. Look at the window.',
  stopUnconfirmed: 'STOP is not confirmed yet',
  stopUnconfirmedBody:
    'Giftdeck has not answered. What was waiting may still leave. Look at the window; if it stays like this, end Giftdeck.',
  dockToken: 'OBS dock',
  stopKeyTaken: (key: string) => `The STOP key ${key} is taken by another program`,
  stopKeyTakenWhy:
    'While another program is in front, that key will not stop Giftdeck. STOP still works in the window, in the menu and in the tray. Free the key in the other program, then start Giftdeck again.',
  notAgain: 'Do not say this again',
  environment: { sandbox: 'Sandbox', test: 'Test', live: 'LIVE' },
  trayGifts: (gifts: number | null, here: number | null) => {
    if (gifts === null) return 'Gifts: not counted yet'
    return here === null ? `Gifts: ${gifts}` : `Gifts: ${gifts}, ${here} of them this session`
  },
  trayQueue: (queued: number) => `Queue: ${queued}`,
  trayShow: 'Show Giftdeck',
  trayQuit: 'Quit Giftdeck',
  smallWindow: 'Small window on top',
  hideOnWindows: 'Hide this window from screen capture',
  hideOnMac: 'Hide this window from screen capture (newer versions of macOS ignore this)',
  hideNowhere: 'Hide this window from screen capture (not possible on this system)',
  login: 'Start Giftdeck at login',
  loginInstalled: 'Start Giftdeck at login (only once it is installed)',
  loginNowhere: 'Start Giftdeck at login (not possible on this system)',
  updateCheck: 'Look for updates',
  updateRestart: 'Restart to update',
  updateOff: 'This build does not update itself',
  updateAsks: 'Restart to update now?',
  updateNow: 'Restart now',
  updateLater: 'Later',
  updateLaterWhy: 'If not now, it is installed when you quit.',
  updateOnAir: 'You are on air',
  updateOnAirWhy: 'The update waits until the show is over. It is installed when you quit after that.',
  updateFailed: 'The update was not installed',
  updateFailedWhy: 'Giftdeck is back as it was. The log says why; the update is tried again later.',
  closeAsks: 'Close Giftdeck?',
  closeNow: 'Close Giftdeck',
  keepOpen: 'Keep it open',
  inUse: {
    'on-air': 'You are on air.',
    'on-air-not-known': 'Giftdeck does not know whether you are on air.',
    armed: 'A live room is armed.',
    sending: 'Sends are still open. What has not left by then is held for the next start.',
    scheduled: 'Announcements are scheduled. They stay off until you switch them on again.',
    pressed: 'Something was sent within the last ten minutes.',
  },
  noticesHere: 'Giftdeck tells you here',
  noticesHereWhy: 'When a send goes wrong, or STOP has answered, while you are in another program.',
  cancel: 'Cancel',
  deckFileAsks: (file: string, room: string) => `Add the deck in ${file} to ${room}?`,
  deckFileHolds: (pages: number, keys: number) =>
    `It holds ${pages === 1 ? '1 page' : `${pages} pages`} with ${keys === 1 ? '1 key' : `${keys} keys`}. They come after your own; nothing is replaced.`,
  deckFileAdd: 'Add its pages',
  deckFileRefused: (file: string) => `${file} was not added`,
  deckFileTrouble: {
    unreadable: 'It cannot be read. Look whether it is still there and not open elsewhere.',
    tooLarge: 'It is larger than 2 MB, and no deck is.',
    noJson: 'It is not whole JSON: it may have been cut off or edited by hand. Export it again.',
    noDeck: 'It is no deck of Giftdeck.',
    newer: 'It was written by a newer Giftdeck. Update Giftdeck, then open it again.',
    wrongField: 'One of its fields is wrong. Edit the deck and choose Import there: it names the field.',
    tooMany: 'With its pages the deck would hold more than 20, or more than fits. Remove some pages first.',
    otherRoom: 'Another room was connected in the meantime. Open the file again.',
  },
}

export type Words = typeof en

const zh: Words = {
  file: '文件',
  edit: '编辑',
  view: '视图',
  window: '窗口',
  help: '帮助',
  stop: '停止所有未发送的内容',
  serveDocks: '在本机提供停靠窗口和 Stream Deck 接口',
  copyDock: '复制 OBS 停靠窗口地址',
  copyDockAnew: '复制新的 OBS 停靠窗口地址（之前的地址随即失效）',
  withdrawDock: '撤销该地址（停靠窗口和 Stream Deck 将失去访问权限）',
  dockUnchanged: '地址未更改',
  dockUnchangedWhy: '磁盘无法保存此更改。请腾出空间后重试。',
  notKept: '未保存到下次启动',
  notKeptWhy: '磁盘已满。你的选择在 Giftdeck 退出前有效。',
  cannotStart: 'Giftdeck 无法启动',
  cannotServe: '无法提供停靠窗口',
  broke: 'Giftdeck 需要关闭',
  brokeAdvice: 'Giftdeck 内部出错。未发送的内容不会自行发出；重新启动 Giftdeck 即可查看所有回执。',
  pageBroke: '页面反复出错。发送仍在记录并继续；请选择“视图 > 重新加载”，或重新启动 Giftdeck。',
  stopped: '已停止',
  stoppedBody: (cancelled, alreadySent, unknown) =>
    `${listedZh([cancelled, '已取消'], [alreadySent, '当时已在途中'], [unknown, '结果未知']) || '没有等待发送的内容'}。`,
  wentWrong: (count) => `${count} 条发送出现问题`,
  wentWrongBody: ({ refused, dropped, expired, unknown }) =>
    `${listedZh([refused, '被拒绝'], [dropped, '被丢弃'], [expired, '已过期'], [unknown, '结果未知'])}。原因请看回执。`,
  stopFailed: '停止操作未能记录，请查看窗口。',
  stopUnconfirmed: '停止尚未确认',
  stopUnconfirmedBody: 'Giftdeck 没有回应，等待中的内容仍可能发出。请查看窗口；如果一直这样，请结束 Giftdeck。',
  dockToken: 'OBS 停靠窗口',
  stopKeyTaken: (key) => `停止快捷键 ${key} 已被其他程序占用`,
  stopKeyTakenWhy:
    '当其他程序在前台时，该快捷键无法停止 Giftdeck。窗口、菜单和托盘中的停止仍然有效。请在其他程序中释放该快捷键，然后重新启动 Giftdeck。',
  notAgain: '不再提示',
  environment: { sandbox: '沙盒', test: '测试', live: '直播' },
  trayGifts: (gifts, here) => {
    if (gifts === null) return '礼物：尚未统计'
    return here === null ? `礼物：${gifts}` : `礼物：${gifts}，本场 ${here}`
  },
  trayQueue: (queued) => `队列：${queued}`,
  trayShow: '显示 Giftdeck',
  trayQuit: '退出 Giftdeck',
  smallWindow: '置顶小窗口',
  hideOnWindows: '在屏幕捕获中隐藏此窗口',
  hideOnMac: '在屏幕捕获中隐藏此窗口（较新版本的 macOS 会忽略此选项）',
  hideNowhere: '在屏幕捕获中隐藏此窗口（此系统不支持）',
  login: '登录时启动 Giftdeck',
  loginInstalled: '登录时启动 Giftdeck（仅限安装后）',
  loginNowhere: '登录时启动 Giftdeck（此系统不支持）',
  updateCheck: '检查更新',
  updateRestart: '重新启动以更新',
  updateOff: '此版本不会自动更新',
  updateAsks: '现在重新启动以更新？',
  updateNow: '立即重新启动',
  updateLater: '稍后',
  updateLaterWhy: '如果现在不更新，退出时会自动安装。',
  updateOnAir: '你正在直播',
  updateOnAirWhy: '更新会等到下播。之后退出时自动安装。',
  updateFailed: '更新未能安装',
  updateFailedWhy: 'Giftdeck 已恢复到原来的版本。原因见日志；稍后会再次尝试更新。',
  closeAsks: '关闭 Giftdeck？',
  closeNow: '关闭 Giftdeck',
  keepOpen: '保持打开',
  inUse: {
    'on-air': '你正在直播。',
    'on-air-not-known': 'Giftdeck 不知道你是否在直播。',
    armed: '直播房间已解锁。',
    sending: '仍有未完成的发送。届时尚未发出的内容会保留到下次启动。',
    scheduled: '有定时公告。它们将保持关闭，直到你重新开启。',
    pressed: '最近十分钟内有发送。',
  },
  noticesHere: 'Giftdeck 会在这里通知你',
  noticesHereWhy: '当你在其他程序中时，如果发送出现问题或停止有了结果。',
  cancel: '取消',
  deckFileAsks: (file, room) => `将 ${file} 中的面板添加到“${room}”？`,
  deckFileHolds: (pages, keys) => `其中有 ${pages} 页、${keys} 个按键，会排在现有页面之后，不会替换任何内容。`,
  deckFileAdd: '添加页面',
  deckFileRefused: (file) => `未添加 ${file}`,
  deckFileTrouble: {
    unreadable: '无法读取该文件。请确认它仍然存在，且未被其他程序占用。',
    tooLarge: '文件超过 2 MB，不会是面板文件。',
    noJson: '它不是完整的 JSON：可能被截断或手动修改过。请重新导出。',
    noDeck: '它不是 Giftdeck 的面板。',
    newer: '它由更新版本的 Giftdeck 写成。请更新 Giftdeck 后再打开。',
    wrongField: '其中有一个字段有误。请在编辑面板时选择“导入”，那里会指出是哪个字段。',
    tooMany: '加上这些页面后，面板将超过 20 页或超出容量。请先删除一些页面。',
    otherRoom: '其间已切换到另一个房间。请重新打开该文件。',
  },
}

export const wordsFor = (locale: string): Words => (locale.toLowerCase().startsWith('zh') ? zh : en)
