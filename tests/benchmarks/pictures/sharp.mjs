// JPEG and WebP in every width, with sharp: node sharp.mjs PHOTOS OUTPUT WIDTH…
import { readdirSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, parse } from 'node:path'

const sharp = createRequire(join(process.cwd(), 'x.js'))('sharp')
const [photos, output, ...widths] = process.argv.slice(2)
mkdirSync(output, { recursive: true })
const names = readdirSync(photos).filter(name => name.endsWith('.jpg')).sort()
const work = async name => {
  for (const width of widths.map(Number)) {
    const scaled = sharp(join(photos, name)).rotate().resize(width)
    const file = suffix => join(output, `${parse(name).name}-${width}.${suffix}`)
    await scaled.clone().jpeg({ quality: 73, progressive: true }).toFile(file('jpg'))
    await scaled.clone().webp({ quality: 76, effort: 4 }).toFile(file('webp'))
  }
}
const left = [...names]
await Promise.all([0, 1].map(async () => { while (left.length) await work(left.shift()) }))
