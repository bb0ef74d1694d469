import { existsSync } from 'node:fs'
import { say } from '../electron/start/report.mjs'
import { attempt, installDebian } from './find-browser.mjs'

const packages = ['obs-studio', 'xvfb', 'ffmpeg']
const programs = ['/usr/bin/obs', '/usr/bin/Xvfb', '/usr/bin/ffmpeg']

/** Returns why OBS cannot be run here; undefined where it can. */
export const whyNoObs = () =>
  programs.every((file) => existsSync(file))
    ? undefined
    : process.platform === 'linux'
      ? "Debian's obs-studio, xvfb and ffmpeg could not be found or installed."
      : "Debian's obs-studio would be driven, and this is no Linux."

/** Installs OBS from Debian where possible, and returns why it is still missing. */
export function installObs() {
  if (whyNoObs() === undefined || !existsSync('/etc/debian_version') || process.getuid?.() !== 0) return whyNoObs()
  say("Installing Debian's OBS for the tests of a real show ...")
  if (!installDebian(packages) && attempt('apt-get', ['update'])) installDebian(packages)
  return whyNoObs()
}
