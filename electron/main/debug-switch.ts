/**
 * Each of these switches opens a debugger. Any program that can reach its port on this computer could then control the
 * page or the main process.
 */
const switches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-wait',
]

/** Returns the first debugging switch on the command line of this process, if there is one. */
export const findDebugSwitch = (hasSwitch: (name: string) => boolean): string | undefined => switches.find(hasSwitch)
