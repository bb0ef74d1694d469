export { default as sentences } from '../../../shared/sentences/en.json'

/**
 * The other translations. The files are found by a pattern, so that a new feature needs no change here.
 * Those of the overlay's page are no part of the cockpit.
 */
export const words = import.meta.glob<object>(['../en/*.json', '!../en/{app,deck,failures,overlayPage,status}.json'], {
  eager: true,
  import: 'default',
})
