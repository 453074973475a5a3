import "./no-eval.ts";
import "./theme/fonts.css";
import "@digdir/designsystemet-css";
import "./theme/generated/beredd.css";
import "./theme/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { allowEmptyMarkup } from "./trusted-types.ts";

allowEmptyMarkup();

const root = document.getElementById("beredd");
if (root === null) throw new Error("The page lacks its root element");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
