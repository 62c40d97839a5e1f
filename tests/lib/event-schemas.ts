/** Makes JSON schemas from the event maps of `api/events.ts`, as the TypeScript compiler understands them. */
import ts from 'typescript'

type Schema = Record<string, unknown>

export interface EventSchemas {
  /** The one payload of each server event. */
  server: Record<string, Schema>
  /** The successful acknowledgement of each client event, `{ok: true, data?}`. */
  acks: Record<string, Schema>
  /** The failed acknowledgement, the same for all. */
  failure: Schema
}

/** `elsewhere` may give a reference to a schema that says more about a named object. */
export function readEventSchemas(
  file: string,
  elsewhere: (name: string) => string | undefined,
): EventSchemas {
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es5.d.ts'],
    types: [],
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) throw new Error(`cannot read ${file}`)
  const exported = new Map(
    checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]),
  )

  function declared(name: string): ts.Type {
    const symbol = exported.get(name)
    if (!symbol) throw new Error(`${file} exports no ${name}`)
    return checker.getDeclaredTypeOfSymbol(symbol)
  }

  function literal(type: ts.Type): unknown {
    if (type.isStringLiteral() || type.isNumberLiteral()) return type.value
    if (type.flags & ts.TypeFlags.BooleanLiteral) return checker.typeToString(type) === 'true'
    return undefined
  }

  function object(type: ts.Type): Schema {
    const index = checker.getIndexInfoOfType(type, ts.IndexKind.String)
    if (index) {
      return index.type.flags & ts.TypeFlags.Never
        ? { type: 'object', maxProperties: 0 }
        : { type: 'object', additionalProperties: schema(index.type) }
    }
    const properties: Record<string, Schema> = {}
    const required: string[] = []
    for (const property of checker.getPropertiesOfType(type)) {
      properties[property.name] = schema(checker.getTypeOfSymbol(property))
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name)
    }
    return { type: 'object', properties, required, additionalProperties: false }
  }

  function schema(type: ts.Type): Schema {
    const name = type.aliasSymbol?.name ?? type.symbol?.name
    const reference = name === undefined ? undefined : elsewhere(name)
    if (reference) return { $ref: reference }
    if (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return {}
    if (type.flags & ts.TypeFlags.String) return { type: 'string' }
    if (type.flags & ts.TypeFlags.Number) return { type: 'number' }
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' }
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' }
    const value = literal(type)
    if (value !== undefined) return { const: value }
    if (type.isUnion()) {
      const present = type.types.filter((part) => !(part.flags & ts.TypeFlags.Undefined))
      return { anyOf: present.map(schema) }
    }
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference)
      return { type: 'array', items: item ? schema(item) : {} }
    }
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return object(type)
    throw new Error(`no schema for ${checker.typeToString(type)}`)
  }

  function parameter(ofFunction: ts.Type, position: number): ts.Type {
    const parameters = ofFunction.getCallSignatures()[0]?.getParameters()
    const symbol = parameters?.[position]
    if (!symbol) throw new Error(`${checker.typeToString(ofFunction)} has no argument ${position}`)
    return checker.getTypeOfSymbol(symbol)
  }

  function success(answer: ts.Type): Schema {
    const kinds = answer.isUnion() ? answer.types : [answer]
    const ok = kinds.filter((kind) => {
      const property = kind.getProperty('ok')
      return property && checker.typeToString(checker.getTypeOfSymbol(property)) === 'true'
    })
    return { anyOf: ok.map(object) }
  }

  const members = (name: string) => checker.getPropertiesOfType(declared(name))
  return {
    server: Object.fromEntries(
      members('ServerToClientEvents').map((event) => [
        event.name,
        schema(parameter(checker.getTypeOfSymbol(event), 0)),
      ]),
    ),
    acks: Object.fromEntries(
      members('ClientToServerEvents').map((event) => {
        const ack = parameter(checker.getTypeOfSymbol(event), 1)
        return [event.name, success(parameter(ack, 0))]
      }),
    ),
    failure: schema(declared('AckFailure')),
  }
}
