import { query } from "../../../platform/verb/query.ts";
import {
  agreementIdInput,
  agreementList,
  agreementView,
  listAgreementsInput,
  listSuppliersInput,
  supplierIdInput,
  supplierList,
  supplierView,
} from "../contract.ts";
import { findAgreement, findSupplier, listAgreements, listSuppliers } from "./queries-suppliers.ts";

export const readSuppliers = query({
  name: "supplier.list",
  summary: "Lists suppliers in order of name.",
  http: { method: "GET", path: "/suppliers" },
  needs: "catalogue:read",
  input: listSuppliersInput,
  output: supplierList,
  run: ({ db, input, sees }) => listSuppliers(db, input, sees("y.unit_id")),
});

export const readSupplier = query({
  name: "supplier.read",
  summary: "Shows one supplier.",
  http: { method: "GET", path: "/suppliers/{supplierId}" },
  needs: "catalogue:read",
  input: supplierIdInput,
  output: supplierView,
  run: ({ db, input, sees }) => findSupplier(db, input.supplierId, sees("y.unit_id")),
});

export const readAgreements = query({
  name: "agreement.list",
  summary: "Lists agreements in order of name.",
  http: { method: "GET", path: "/agreements" },
  needs: "catalogue:read",
  input: listAgreementsInput,
  output: agreementList,
  run: ({ db, input, sees }) => listAgreements(db, input, sees("y.unit_id")),
});

export const readAgreement = query({
  name: "agreement.read",
  summary: "Shows one agreement with the systems that it covers.",
  http: { method: "GET", path: "/agreements/{agreementId}" },
  needs: "catalogue:read",
  input: agreementIdInput,
  output: agreementView,
  run: ({ db, input, sees }) => findAgreement(db, input.agreementId, sees("y.unit_id")),
});
