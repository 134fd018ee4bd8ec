declare module 'virtual:stepped-source' {
  const source: import('./place.ts').SteppedSource
  export default source
}
