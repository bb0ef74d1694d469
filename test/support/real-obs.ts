import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openObsSocket, type ObsAnswer, type ObsSocket } from '../../electron/core/on-air/obs-socket.ts'
import { systemClock } from '../../electron/core/platform/system.ts'
import { policy } from '../../electron/core/policy.ts'
import { until } from './until.ts'
import { freePort } from './free-port.ts'

export const obsPassword = 'labpassword1'

/** Reads the kernel's table, since a trial connection would be the only one that `ffmpeg -listen` accepts. */
function isListening(port: number): boolean {
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .some((line) => line.includes(` ${local} 00000000:0000 0A `))
}

async function kill(child: ChildProcess | undefined) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

type AtEnd = (step: () => Promise<void>) => void

/** A screen for OBS, which does not run without one. */
async function startScreen(atEnd: AtEnd): Promise<string> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x720x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  atEnd(() => kill(screen))
  const [number] = (await once(screen.stdio[3]!, 'data')) as [Buffer]
  return `:${number.toString().trim()}`
}

/** The real OBS, in a folder of its own, which streams to a real RTMP server. */
export interface RealObs {
  address: string
  request(type: string, data?: Record<string, unknown>): Promise<ObsAnswer>
  /** Starts the program and waits until it answers. */
  start(): Promise<void>
  kill(): Promise<void>
  /** The server that OBS streams to. */
  rtmp: { start(): Promise<void>; kill(): Promise<void> }
}

export async function prepareObs({ home, atEnd }: { home: string; atEnd: AtEnd }): Promise<RealObs> {
  const [port, rtmpPort, display] = [await freePort(), await freePort(), await startScreen(atEnd)]
  const config = path.join(home, '.config', 'obs-studio')
  mkdirSync(path.join(home, 'run'), { mode: 0o700 })
  mkdirSync(config, { recursive: true })
  writeFileSync(
    path.join(config, 'global.ini'),
    ['[General]', 'FirstRun=true', '[OBSWebSocket]', 'FirstLoad=false', 'ServerEnabled=true', ''].join('\n'),
  )
  const address = `127.0.0.1:${port}`
  let program: ChildProcess | undefined
  let server: ChildProcess | undefined
  let own: { socket: ObsSocket; connection: { close(): void } } | undefined
  atEnd(async () => {
    own?.connection.close()
    await kill(program)
    await kill(server)
  })

  const open = () =>
    new Promise<typeof own>((resolve) => {
      const connection = openObsSocket(
        { address, password: obsPassword, clock: systemClock, policy: policy.obs },
        {
          onOpen: (socket) => resolve({ socket, connection }),
          onEvent: () => {},
          onEnd: () => resolve(undefined),
        },
      )
    })

  return {
    address,
    request: (type, data) => own!.socket.request(type, data),
    async start() {
      program = spawn(
        'obs',
        [
          '--multi',
          '--minimize-to-tray',
          '--disable-updater',
          '--disable-missing-files-check',
          '--websocket_port',
          String(port),
          '--websocket_password',
          obsPassword,
          '--websocket_ipv4_only',
        ],
        {
          stdio: 'ignore',
          env: {
            ...process.env,
            HOME: home,
            XDG_CONFIG_HOME: path.join(home, '.config'),
            XDG_RUNTIME_DIR: path.join(home, 'run'),
            DISPLAY: display,
            QT_QPA_PLATFORM: 'xcb',
            LIBGL_ALWAYS_SOFTWARE: '1',
          },
        },
      )
      await until(async () => (own = await open()) !== undefined)
      // OBS refuses requests until it has loaded its scenes.
      await until(async () => (await own!.socket.request('GetSceneList').catch(() => ({ ok: false }))).ok)
      await own!.socket.request('SetStreamServiceSettings', {
        streamServiceType: 'rtmp_custom',
        streamServiceSettings: { server: `rtmp://127.0.0.1:${rtmpPort}/live`, key: 'key' },
      })
    },
    async kill() {
      await kill(program)
      own?.connection.close()
    },
    rtmp: {
      async start() {
        const to = ['-f', 'flv', '-i', `rtmp://127.0.0.1:${rtmpPort}/live/key`, '-f', 'null', '-']
        server = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-listen', '1', ...to], { stdio: 'ignore' })
        await until(() => isListening(rtmpPort))
      },
      kill: () => kill(server),
    },
  }
}
