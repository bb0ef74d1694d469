export { default as sentences } from '../../../shared/sentences/zh-CN.json'

/**
 * The other translations. The files are found by a pattern, so that a new feature needs no change here.
 * Those of the overlay's page are no part of the cockpit.
 */
export const words = import.meta.glob<object>(
  ['../zh-CN/*.json', '!../zh-CN/{app,deck,failures,overlayPage,status}.json'],
  {
    eager: true,
    import: 'default',
  },
)
