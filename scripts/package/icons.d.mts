export function png(source: string, size: number): Promise<Uint8Array>
export function ico(source: string): Promise<Buffer>
export function icns(source: string): Promise<Buffer>
