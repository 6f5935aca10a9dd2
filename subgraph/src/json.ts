import { JSONValue, JSONValueKind, json, TypedMap } from "@graphprotocol/graph-ts";

/*
 * Readers of JSON that anybody may have written. graph-ts's own getters stop the whole subgraph on a value of another
 * kind; these give null. An absent field is null too, a field that holds JSON's null is not.
 */

export class JsonObject {
  map: TypedMap<string, JSONValue>;

  constructor(map: TypedMap<string, JSONValue>) {
    this.map = map;
  }

  has(key: string): boolean {
    return this.map.isSet(key);
  }

  text(key: string): string | null {
    return textOf(this.map.get(key));
  }

  array(key: string): JSONValue[] | null {
    return arrayOf(this.map.get(key));
  }

  object(key: string): JsonObject | null {
    return objectOf(this.map.get(key));
  }

  /** Whether the field is this number, however it is written. */
  isNumber(key: string, expected: f64): boolean {
    const value = this.map.get(key);
    if (value == null || value.kind != JSONValueKind.NUMBER) return false;
    return value.toF64() == expected;
  }
}

/** @returns null unless the text is one JSON value. */
export function parseJson(text: string): JSONValue | null {
  const parsed = json.try_fromString(text);
  return parsed.isError ? null : parsed.value;
}

export function objectOf(value: JSONValue | null): JsonObject | null {
  if (value == null || value.kind != JSONValueKind.OBJECT) return null;
  return new JsonObject(value.toObject());
}

export function arrayOf(value: JSONValue | null): JSONValue[] | null {
  if (value == null || value.kind != JSONValueKind.ARRAY) return null;
  return value.toArray();
}

/** @returns null for a text with the character 0 too, which PostgreSQL cannot keep. */
export function textOf(value: JSONValue | null): string | null {
  if (value == null || value.kind != JSONValueKind.STRING) return null;
  const text = value.toString();
  return text.includes("\0") ? null : text;
}
