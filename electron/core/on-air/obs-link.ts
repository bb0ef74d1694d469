import type { Obs } from '../../../shared/contract/obs.ts'

export type ObsWitness =
  | { is: 'stream'; stream: NonNullable<Obs['stream']> }
  | { is: 'lost' }
  | { is: 'off' }
export interface ObsLink {
  read(): Obs
  set(input: { enabled: boolean; address?: string | undefined; password?: string | undefined }): Promise<Obs>
  addSource(input: { name: string; address: string; width: number; height: number }): Promise<{
    added: boolean
    problem?: 'not-connected' | 'no-browser-source' | 'name-taken' | 'refused'
    scene?: string
    message: string
  }>
  close(): Promise<void>
}
export async function openObsLink(_: { onWitness(witness: ObsWitness): void; onChange(): void } & Record<string, unknown>): Promise<ObsLink> {
  const obs: Obs = { enabled: false, address: '127.0.0.1:4455', connected: false, hasPassword: false }
  return { read: () => obs, set: async () => obs, addSource: async () => ({ added: false, message: '' }), close: async () => {} }
}
