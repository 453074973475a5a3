import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { ApiError } from "../api.ts";
import { useFormat, useTexts } from "../context.tsx";
import { Chart } from "../kit/chart.tsx";
import { ConfirmDialog } from "../kit/confirm-dialog.tsx";
import { EmptyState } from "../kit/empty-state.tsx";
import { ErrorMessage } from "../kit/error-message.tsx";
import { Figure, Figures } from "../kit/figure.tsx";
import { KeyValueList } from "../kit/key-value-list.tsx";
import { PageHeader, Section } from "../kit/page-header.tsx";
import { PrecisionTime } from "../kit/precision-time.tsx";
import { ProgressPanel } from "../kit/progress-panel.tsx";
import { TabLinks } from "../kit/tabs.tsx";
import { Timeline } from "../kit/timeline.tsx";
import { Tree } from "../kit/tree.tsx";
import { notify } from "../notify.ts";
import { KitForm } from "./kit-form.tsx";
import { KitTable } from "./kit-table.tsx";
import { kitPageTexts } from "./texts.ts";

const refusal = new ApiError({
  code: "unexpected",
  status: 500,
  title: "",
  detail: "",
  requestId: "01J9-EXAMPLE",
  errors: [],
  current: undefined,
});

function KitFigures() {
  const t = useTexts(kitPageTexts);
  const format = useFormat();
  return (
    <Section title={t("figures")}>
      <Figures>
        <Figure
          name={t("figure.incidents")}
          value={format.number(1003)}
          definition={t("figure.incidents.what")}
          change={format.percentChange(1003 / 756 - 1)}
          against={format.number(756)}
          records="/kit?status=all"
        />
        <Figure
          name={t("figure.restored")}
          value={format.percent(0.913)}
          definition={t("figure.restored.what")}
          change={format.percentChange(-0.02)}
          against={format.percent(0.932)}
        />
        <Figure
          name={t("figure.median")}
          value={format.duration(7500)}
          definition={t("figure.median.what")}
        />
        <Figure name={t("figure.people")} value={null} definition={t("figure.people.what")} />
      </Figures>
    </Section>
  );
}

function KitChart() {
  const t = useTexts(kitPageTexts);
  return (
    <Section title={t("chart")}>
      <Chart
        title={t("chart")}
        summary={t("chart.what")}
        model={{
          kind: "bar",
          categories: [t("january"), t("february"), t("march")],
          series: [
            { name: t("this"), values: [276, 315, 412] },
            { name: t("before"), values: [240, 251, 265] },
          ],
        }}
      />
    </Section>
  );
}

function KitRecord() {
  const t = useTexts(kitPageTexts);
  return (
    <>
      <Section title={t("timeline")}>
        <Timeline
          label={t("timeline")}
          items={[
            { id: "1", at: "2023-04-12T05:02:00Z", title: t("timeline.1"), by: t("tree.1") },
            {
              id: "2",
              at: "2023-04-12T05:40:00Z",
              precision: "hour",
              title: t("timeline.2"),
              children: t("timeline.2.what"),
              tone: "warning",
            },
            { id: "3", at: "2023-04-12T08:15:00Z", title: t("timeline.3"), tone: "success" },
          ]}
        />
      </Section>
      <Section title={t("facts")}>
        <KeyValueList
          items={[
            { key: "owner", label: t("facts.owner"), value: t("facts.owner.value") },
            {
              key: "known",
              label: t("facts.known"),
              value: <PrecisionTime at="2017-02-24T01:00:00Z" precision="night" />,
            },
          ]}
        />
      </Section>
      <Section title={t("tree")}>
        <Tree
          label={t("tree")}
          openLevels={2}
          nodes={[
            {
              id: "1",
              name: t("tree.1"),
              content: t("tree.1"),
              children: [
                {
                  id: "2",
                  name: t("tree.2"),
                  content: t("tree.2"),
                  children: [{ id: "3", name: t("tree.3"), content: t("tree.3") }],
                },
                { id: "4", name: t("tree.4"), content: t("tree.4") },
              ],
            },
          ]}
        />
      </Section>
    </>
  );
}

/** Every part of the kit in one place, for eyes and for the browser tests; not in released builds. */
export function KitPage() {
  const t = useTexts(kitPageTexts);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <PageHeader
        title={t("title")}
        above="INC-2023-0412"
        lead={t("lead")}
        path={[{ label: t("back"), to: "/" }]}
        actions={
          <>
            <Button data-primary-action onClick={() => notify(t("done"))}>
              {t("act")}
            </Button>
            <Button variant="secondary" onClick={() => setAsking(true)}>
              {t("dialog")}
            </Button>
          </>
        }
      />
      <TabLinks
        label={t("tabs")}
        tabs={[
          { label: t("tabs.1"), to: "/kit", current: true },
          { label: t("tabs.2"), to: "/kit", search: { status: "closed" }, current: false },
        ]}
      />
      <KitFigures />
      <KitTable />
      <KitChart />
      <KitForm />
      <KitRecord />
      <Section title={t("progress")}>
        <ProgressPanel
          title={t("progress")}
          done={88_310}
          total={141_712}
          rate={21_400}
          secondsLeft={125}
          onCancel={() => setAsking(true)}
        />
      </Section>
      <Section title={t("error")}>
        <ErrorMessage error={refusal} onRetry={() => notify(t("done"))} />
      </Section>
      <EmptyState title={t("empty")} action={<Button>{t("empty.act")}</Button>}>
        {t("empty.what")}
      </EmptyState>
      <ConfirmDialog
        title={t("dialog")}
        open={asking}
        onClose={() => setAsking(false)}
        confirmLabel={t("dialog")}
        withReason
        danger
        onConfirm={() => setAsking(false)}
      >
        {t("dialog.what")}
      </ConfirmDialog>
    </>
  );
}
