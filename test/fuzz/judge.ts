import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { OpenApi } from "../../src/http/openapi.ts";
import type { Answer } from "../client.ts";
import type { Target } from "./requests.ts";

/** What tells of our own insides. */
const insides =
  /\.ts:\d|node_modules|\bat async |\bat \w+ \(|select .* from |relation "|syntax error at|postgres|TypeError|RangeError|heap out/i;

interface Response {
  content?: Record<string, { schema: object }>;
}

/** Holds answers against what the document promises of them. */
export function makeJudge(document: OpenApi): (target: Target, answer: Answer) => string | null {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  formats.default(ajv);
  ajv.addSchema({ $id: "doc", components: document.components });
  const compiled = new Map<string, ValidateFunction>();
  const fits = (key: string, schema: object, value: unknown): string | null => {
    let validate = compiled.get(key);
    if (validate === undefined) {
      validate = ajv.compile(schema);
      compiled.set(key, validate);
    }
    return validate(value) ? null : `${key}: ${ajv.errorsText(validate.errors)}`;
  };
  const keepsPromise = ({ id, operation }: Target, answer: Answer, type: string): string | null => {
    const responses = operation.responses as Record<string, Response | undefined>;
    const promised = responses[String(answer.status)];
    if (promised === undefined) return `${answer.status} is not promised`;
    const content = promised.content ?? {};
    const known = Object.keys(content).some((one) => one.split(";")[0] === type);
    if (!known) return `${type} is not promised`;
    const schema = content["application/json"]?.schema;
    return type === "application/json" && schema !== undefined ? fits(id, schema, answer.body) : null;
  };
  return (target, answer) => {
    // That an identity provider does not answer is told as it is: the planted ones lie nowhere.
    const theirs = answer.status === 502 && answer.body["code"] === "identity.unreachable";
    if (answer.status >= 500 && !theirs) return `a fault of ours: ${answer.text.slice(0, 500)}`;
    if (insides.test(answer.text.slice(0, 20_000)))
      return `tells of our insides: ${answer.text.slice(0, 500)}`;
    if (answer.headers.get("x-content-type-options") !== "nosniff") return "goes without its headers";
    if (answer.status === 204) return null;
    const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
    if (answer.status < 400) return keepsPromise(target, answer, type);
    if (type !== "application/problem+json") return `${answer.status} is no problem but ${type}`;
    return fits("problem", { $ref: "doc#/components/schemas/Problem" }, answer.body);
  };
}
