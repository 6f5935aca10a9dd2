import {
  type DefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type TypeNode,
} from "graphql";

/**
 * The GraphQL API that graph-node makes of a subgraph's schema, as far as queries need it: for each entity its type,
 * one field by id and one list field with filters. Names as in graph-node's `graphql/src/schema/api.rs`.
 */

const SCALARS = ["BigInt", "BigDecimal", "Bytes", "Int8", "Timestamp"];
/** Filters of every value that has an order: none of enums and Booleans. */
const COMPARISONS = ["gt", "lt", "gte", "lte"];
const ORDERED = ["ID", "String", "Int", ...SCALARS];

const META = `
input Block_height { hash: Bytes number: Int number_gte: Int }
enum OrderDirection { asc desc }
type _Block_ { hash: Bytes number: Int! timestamp: Int parentHash: Bytes }
type _Meta_ { block: _Block_! deployment: String! hasIndexingErrors: Boolean! }
`;

/** @param schema the subgraph's schema.graphql. @returns SDL of the API. */
export function apiSchema(schema: string): string {
  const { definitions } = parse(schema);
  const entities = definitions.filter(isEntity);
  const enums = definitions.filter((definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION);
  const names = new Set(entities.map((entity) => entity.name.value));
  return [
    ...SCALARS.map((name) => `scalar ${name}`),
    META,
    ...enums.map((definition) => print(definition)),
    ...entities.flatMap((entity) => [
      entityType(entity, names),
      filterType(entity, names),
      orderType(entity, names),
    ]),
    `type Query {\n${entities.map((entity) => rootFields(entity.name.value)).join("\n")}`,
    "  _meta(block: Block_height): _Meta_\n}",
  ].join("\n\n");
}

function isEntity(definition: DefinitionNode): definition is ObjectTypeDefinitionNode {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION;
}

const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
const isList = (type: TypeNode): boolean =>
  type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
const isDerived = (field: FieldDefinitionNode): boolean =>
  field.directives?.some((directive) => directive.name.value === "derivedFrom") ?? false;

const listArguments = (entity: string) =>
  `skip: Int = 0, first: Int = 100, orderBy: ${entity}_orderBy, orderDirection: OrderDirection, where: ${entity}_filter`;

function entityType(entity: ObjectTypeDefinitionNode, names: ReadonlySet<string>): string {
  const fields = (entity.fields ?? []).map((field) => {
    const target = namedType(field.type);
    const takes = names.has(target) && isList(field.type) ? `(${listArguments(target)})` : "";
    return `  ${field.name.value}${takes}: ${print(field.type)}`;
  });
  return `type ${entity.name.value} {\n${fields.join("\n")}\n}`;
}

function filterType(entity: ObjectTypeDefinitionNode, names: ReadonlySet<string>): string {
  const fields = (entity.fields ?? []).flatMap((field) => {
    const name = field.name.value;
    const target = namedType(field.type);
    if (isDerived(field)) return [`${name}_: ${target}_filter`];
    const value = names.has(target) ? "String" : target;
    if (isList(field.type)) return [`${name}: [${value}!]`, `${name}_contains: [${value}!]`];
    const inputs = [
      `${name}: ${value}`,
      `${name}_not: ${value}`,
      `${name}_in: [${value}!]`,
      `${name}_not_in: [${value}!]`,
    ];
    if (names.has(target)) inputs.push(`${name}_: ${target}_filter`);
    if (!ORDERED.includes(value)) return inputs;
    return [...inputs, ...COMPARISONS.map((comparison) => `${name}_${comparison}: ${value}`)];
  });
  const { value } = entity.name;
  return `input ${value}_filter {\n  ${fields.join("\n  ")}\n  and: [${value}_filter]\n  or: [${value}_filter]\n}`;
}

function orderType(entity: ObjectTypeDefinitionNode, names: ReadonlySet<string>): string {
  const fields = (entity.fields ?? []).filter(
    (field) => !(names.has(namedType(field.type)) && isList(field.type)),
  );
  return `enum ${entity.name.value}_orderBy {\n  ${fields.map((field) => field.name.value).join("\n  ")}\n}`;
}

function rootFields(entity: string): string {
  const one = (entity[0] ?? "").toLowerCase() + entity.slice(1);
  const many = one.endsWith("h") ? `${one}es` : one.endsWith("y") ? `${one.slice(0, -1)}ies` : `${one}s`;
  return [
    `  ${one}(id: ID!, block: Block_height): ${entity}`,
    `  ${many}(${listArguments(entity)}, block: Block_height): [${entity}!]!`,
  ].join("\n");
}
