import { describe, expect, test } from "vitest";
import { useHouse } from "../../../../test/house.ts";
import { registry } from "../../../house.ts";
import { newId } from "../../../shared/ids.ts";
import { languages } from "../../../shared/language.ts";
import { lookUp } from "../../../shared/texts.ts";
import { sayFeature, sayOperation, sayPermission } from "../operation-words.ts";
import { permissionWords } from "../permission-words.texts.ts";
import { matrixOf } from "./matrix.ts";
import { permissions, subjectOf } from "./permissions.ts";
import { listRoles } from "./queries-roles.ts";
import { readPersonReach } from "./read-person-reach.ts";
import { viewRole } from "./view-role.ts";

const house = useHouse();

test("every verb, query, feature and permission can be said in Swedish and in English", () => {
  for (const language of languages) {
    for (const feature of registry.features.filter(({ operations }) => operations.length > 0)) {
      expect(sayFeature(feature.name, language), feature.name).not.toBe(feature.name);
      for (const { name } of feature.operations) expect(sayOperation(name, language), name).toBeTruthy();
    }
    for (const permission of permissions) {
      expect(sayPermission(permission, language)).not.toBe(permission);
      expect(
        lookUp(language, [permissionWords], `subject.${subjectOf(permission)}`),
        permission,
      ).toBeTruthy();
    }
  }
});

test("the matrix holds every verb and query once, with the roles as they are", async () => {
  const matrix = matrixOf(registry.features, (await listRoles(house.db)).map(viewRole));
  expect(matrix.operations.map((row) => row.name)).toEqual(registry.operations.map(({ name }) => name));
  const row = matrix.operations.find(({ name }) => name === "incident.declare-major");
  expect(row?.says).toEqual({
    sv: "Incident: utropa till major incident",
    en: "Incident: declare major",
  });
});

describe("what a person may do", () => {
  test("is told with where and why", async () => {
    const reader = await house.actor("administrator");
    const person = await house.actor("lead", house.units.north);
    const told = await readPersonReach.call(house.runtime, reader, { personId: person.id ?? "" });
    expect(told.permissions.find((row) => row.permission === "incident:lead")).toMatchObject({
      everywhere: false,
      because: [{ role: "lead", roleName: { sv: "Incidentledare" }, unitName: "Norra förvaltningen" }],
    });
    expect(told).toMatchObject({ active: true, elsewhere: false });
  });

  test("is told only of the units in which the reader manages access", async () => {
    const northern = await house.actor("administrator", house.units.north);
    const southerner = await house.actor("lead", house.units.south);
    await expect(
      readPersonReach.call(house.runtime, northern, { personId: southerner.id ?? "" }),
    ).rejects.toMatchObject({ code: "record.not-found" });
    await house.owner.query("insert into role_grant values ($1, $2, 'reader', $3, now())", [
      newId(),
      southerner.id,
      house.units.north,
    ]);
    const told = await readPersonReach.call(house.runtime, northern, { personId: southerner.id ?? "" });
    expect(told.elsewhere).toBe(true);
    expect(told.permissions.map((row) => row.permission)).not.toContain("incident:lead");
  });
});
