/**
 * A module of Node, where there is one. Asked for by name at run time, so that no bundler finds an import to resolve, nor to fail at, and nothing is loaded before it is needed.
 */
export function builtin<Module>(name: `node:${string}`): Module | undefined {
  return (globalThis as { process?: { getBuiltinModule?: (name: string) => Module } }).process?.getBuiltinModule?.(name)
}

/** The part of `node:fs/promises` that is used here. */
export interface FileSystem {
  mkdir(path: string, options: { recursive: true }): Promise<unknown>
  open(path: string | URL, flags: string): Promise<FileHandle>
  stat(path: string): Promise<{ size: number; isDirectory(): boolean }>
  readFile(path: string, encoding: 'utf8'): Promise<string>
  writeFile(path: string, text: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  rm(path: string, options: { force: boolean }): Promise<void>
}

export interface FileHandle {
  stat(): Promise<{ size: number; isFile(): boolean }>
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
  write(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesWritten: number }>
  truncate(length: number): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

export function fileSystem(): FileSystem | undefined {
  return builtin<FileSystem>('node:fs/promises')
}
