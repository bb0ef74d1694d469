export { default as sentences } from '../../../shared/sentences/zh-CN.json'

/** One file per feature, found by name, so that a new feature needs no list to be edited. */
export const words = import.meta.glob<object>(['../zh-CN/*.json', '!../zh-CN/{app,deck,failures,status}.json'], {
  eager: true,
  import: 'default',
})
