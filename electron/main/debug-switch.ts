/** Each of these would hand the page, or main itself, to whoever can reach a port of this computer. */
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

/** The first debugging switch among those this process was started with. */
export const findDebugSwitch = (hasSwitch: (name: string) => boolean): string | undefined => switches.find(hasSwitch)
