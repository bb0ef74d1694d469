export { default as sentences } from '../../../shared/sentences/en.json'

/** One file per feature, found by name, so that a new feature needs no list to be edited. */
export const words = import.meta.glob<object>(['../en/*.json', '!../en/{app,deck,failures,status}.json'], {
  eager: true,
  import: 'default',
})
