import { query } from "../../../platform/verb/query.ts";
import {
  areaIdInput,
  areaList,
  areaView,
  listAreasInput,
  listServicesInput,
  serviceIdInput,
  serviceList,
  serviceView,
} from "../contract.ts";
import { seesService } from "../subjects.ts";
import { findArea, listAreas } from "./queries-areas.ts";
import { findService, listServices } from "./queries-services.ts";

export const readServices = query({
  name: "service.list",
  summary: "Lists services in order of name.",
  http: { method: "GET", path: "/services" },
  needs: "catalogue:read",
  input: listServicesInput,
  output: serviceList,
  run: ({ db, input, sees }) => listServices(db, input, seesService(sees, "s")),
});

export const readService = query({
  name: "service.read",
  summary: "Shows one service.",
  http: { method: "GET", path: "/services/{serviceId}" },
  needs: "catalogue:read",
  input: serviceIdInput,
  output: serviceView,
  run: ({ db, input, sees }) => findService(db, input.serviceId, seesService(sees, "s")),
});

export const readAreas = query({
  name: "service-area.list",
  summary: "Lists service areas in order of name.",
  http: { method: "GET", path: "/service-areas" },
  needs: "catalogue:read",
  input: listAreasInput,
  output: areaList,
  run: ({ db, input, sees }) => listAreas(db, input, seesService(sees, "s")),
});

export const readArea = query({
  name: "service-area.read",
  summary: "Shows one service area.",
  http: { method: "GET", path: "/service-areas/{areaId}" },
  needs: "catalogue:read",
  input: areaIdInput,
  output: areaView,
  run: ({ db, input, sees }) => findArea(db, input.areaId, seesService(sees, "s")),
});
