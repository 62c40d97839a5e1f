// Holds the texts of the web client together; `npm run lint` fails on
//   - catalogues whose languages differ in ids, placeholders or tags, or that do not parse,
//   - messages that no source names, and names that no catalogue has,
//   - words written directly into JSX (an element with translate="no" may hold a name).
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import ts from 'typescript'

const source = join(dirname(fileURLToPath(import.meta.url)), '../src')
const locales = join(source, 'locales')
/** Attributes and properties whose strings people read or hear. */
const spoken = new Set(
  'alt aria-description aria-label aria-roledescription aria-valuetext error hint label legend note placeholder title'.split(
    ' ',
  ),
)
const word = /\p{L}/u
const faults = []

// ── Catalogues ──────────────────────────────────────────────────────────────

function shapeOf(text) {
  const names = new Set()
  const visit = (tokens) => {
    for (const token of tokens) {
      if (typeof token === 'string') continue
      const [name, , choices] = token
      names.add(`{${name}}`)
      if (choices && typeof choices === 'object') {
        for (const choice of Object.values(choices)) if (Array.isArray(choice)) visit(choice)
      }
    }
  }
  visit(compileMessageOrThrow(text))
  for (const [tag] of text.matchAll(/<\/?\d+\/?>/g)) names.add(tag)
  return [...names].toSorted().join(' ')
}

function readCatalogue(language) {
  const messages = new Map()
  const files = readdirSync(join(locales, language), { recursive: true })
  for (const file of files.filter((name) => name.endsWith('.json')).toSorted()) {
    for (const [id, text] of Object.entries(
      JSON.parse(readFileSync(join(locales, language, file), 'utf8')),
    )) {
      const place = `${language}/${file}: ${id}`
      if (messages.has(id)) faults.push(`${place} is written twice`)
      if (typeof text !== 'string' || !text.trim()) faults.push(`${place} has no text`)
      try {
        messages.set(id, { file, shape: shapeOf(String(text)) })
      } catch (error) {
        faults.push(`${place} does not parse: ${error.message}`)
        messages.set(id, { file, shape: '' })
      }
    }
  }
  return messages
}

const english = readCatalogue('en')
for (const language of readdirSync(locales).filter((name) => name !== 'en')) {
  const other = readCatalogue(language)
  for (const [id, { file, shape }] of english) {
    const twin = other.get(id)
    if (!twin) faults.push(`${language}/${file}: ${id} is missing`)
    else if (twin.file !== file) faults.push(`${language}: ${id} belongs into ${file}`)
    else if (twin.shape !== shape)
      faults.push(`${language}/${file}: ${id} has "${twin.shape}", English "${shape}"`)
  }
  for (const [id, { file }] of other)
    if (!english.has(id)) faults.push(`${language}/${file}: ${id} is not in English`)
}

// ── Sources ─────────────────────────────────────────────────────────────────

const families = new Set([...english.keys()].map((id) => id.split('.')[0]))
const used = new Set()

function checkSource(path) {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const place = (node) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file))
    return `${relative(source, path)}:${line + 1}`
  }
  const visit = (node) => {
    if (ts.isStringLiteralLike(node) && english.has(node.text)) used.add(node.text)
    if (ts.isCallExpression(node) && node.expression.getText(file) === 't') {
      const [id] = node.arguments
      if (id && ts.isStringLiteralLike(id) && !english.has(id.text)) {
        faults.push(
          `${place(node)}: no message "${id.text}"${families.has(id.text.split('.')[0]) ? '' : ' (unknown family)'}`,
        )
      }
    }
    if (ts.isJsxText(node) && word.test(node.text) && !isName(node.parent)) {
      faults.push(`${place(node)}: text outside the catalogues: ${node.text.trim()}`)
    }
    if (
      ts.isJsxExpression(node) &&
      isElement(node.parent) &&
      saysWords(node.expression) &&
      !isName(node.parent)
    ) {
      faults.push(`${place(node)}: text outside the catalogues: ${node.expression.text}`)
    }
    if (
      ts.isJsxAttribute(node) &&
      spoken.has(node.name.getText(file)) &&
      saysWords(node.initializer)
    ) {
      faults.push(`${place(node)}: ${node.getText(file)} is outside the catalogues`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
}

function saysWords(node) {
  return node !== undefined && ts.isStringLiteralLike(node) && word.test(node.text)
}

function isElement(node) {
  return ts.isJsxElement(node) || ts.isJsxFragment(node)
}

function isName(element) {
  return (
    ts.isJsxElement(element) &&
    element.openingElement.attributes.properties.some(
      (property) => property.getText() === 'translate="no"',
    )
  )
}

for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
  const isSource =
    entry.isFile() &&
    /\.tsx?$/.test(entry.name) &&
    !/\.test\.tsx?$|\.d\.ts$|\.gen\.ts$/.test(entry.name)
  if (isSource && !entry.parentPath.includes('node_modules'))
    checkSource(join(entry.parentPath, entry.name))
}
for (const [id, { file }] of english)
  if (!used.has(id)) faults.push(`en/${file}: ${id} is used nowhere`)

for (const fault of faults) console.error(fault)
console.log(`messages: ${english.size} ids, ${faults.length} faults`)
process.exitCode = faults.length > 0 ? 1 : 0
