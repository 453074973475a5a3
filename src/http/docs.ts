import { html, type Html } from "../shared/html.ts";
import type { OpenApi, OpenApiOperation } from "./openapi.ts";

/** The API's documentation as one page that needs no script. */
export function docsPage(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Beredd API</title>
        <link rel="stylesheet" href="/api/docs.css" />
      </head>
      <body>
        <header>
          <h1>Beredd API</h1>
          <p>${String(document.info["description"])}</p>
          <p><a href="/api/v1/openapi.json">OpenAPI 3.1</a></p>
        </header>
        <nav aria-label="Parts">
          <ul>
            ${tags.map((tag) => html`<li><a href="#${tag}">${tag}</a></li>`)}
          </ul>
        </nav>
        <main>
          ${tags.map(
            (tag) =>
              html`<section id="${tag}">
                <h2>${tag}</h2>
                ${operations
                  .filter(({ operation }) => operation.tags.includes(tag))
                  .map(({ path, method, operation }) => describe(path, method, operation))}
              </section>`,
          )}
        </main>
      </body>
    </html>`.text;
}

function describe(path: string, method: string, operation: OpenApiOperation): Html {
  return html`<details>
    <summary>
      <code><b>${method.toUpperCase()}</b> ${path}</code> <span>${operation.summary}</span>
    </summary>
    <p>${operation.description}</p>
    ${
      operation.parameters &&
      html`<div class="scroll" tabindex="0" role="group" aria-label="Parameters of ${operation.operationId}">
        <table>
          <thead>
            <tr>
              <th scope="col">Parameter</th>
              <th scope="col">In</th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            ${operation.parameters.map(
              (parameter) =>
                html`<tr>
                  <td><code>${parameter.name}</code>${parameter.required ? " *" : ""}</td>
                  <td>${parameter.in}</td>
                  <td>${parameter.description}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`
    }
    ${
      operation.requestBody !== undefined &&
      html`<h3>Request</h3>
        <pre tabindex="0">${example(operation.requestBody)}</pre>`
    }
    <h3>Answer</h3>
    <pre tabindex="0">${example(Object.values(operation.responses)[0])}</pre>
  </details>`;
}

/** The first example anywhere in a request or answer, as text. */
function example(node: unknown): string {
  const found = find(node);
  if (found === undefined) return "(nothing)";
  return typeof found === "string" ? found : JSON.stringify(found, null, 2);
}

function find(node: unknown): unknown {
  if (typeof node !== "object" || node === null) return undefined;
  if ("plain" in node && typeof node.plain === "object" && node.plain !== null && "value" in node.plain)
    return node.plain.value;
  for (const child of Object.values(node)) {
    const value = find(child);
    if (value !== undefined) return value;
  }
  return undefined;
}
