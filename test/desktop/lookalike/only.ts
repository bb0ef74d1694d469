const asked = new Set<string | symbol>(['then', 'toJSON'])

/** Wraps an object so that a missing member throws with its name, where a plain object would return undefined. */
export function only<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (key in object || typeof key === 'symbol' || asked.has(key))
        return Reflect.get(object, key, receiver) as unknown
      throw missing(`${name}.${key}`)
    },
  })
}

export const missing = (name: string) => new Error(`The look-alike has no ${name}.`)
