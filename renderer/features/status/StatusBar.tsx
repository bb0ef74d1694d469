export const StatusBar = () => null
