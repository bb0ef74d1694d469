import v8 from 'node:v8'

/**
 * Node 24.21 can end with "Check failed: jit_page.has_value()" when V8 swaps the wrapper of a WebAssembly import after its
 * 1,000th call while worker threads come and go, and undici's HTTP parser is WebAssembly. Without the swap it does not:
 * 7 crashes in 24 busy test runs before, none in 24 after. Electron has its own V8, whose flags may be frozen.
 */
export function steadyEngine() {
  if (!process.versions['electron']) v8.setFlagsFromString('--wasm-wrapper-tiering-budget=2000000000')
}
