import type { Plugin } from 'vite'

export function limitStart(name: string, most: number, advice: string): Plugin
