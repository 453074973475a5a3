import { DownloadIcon } from "@navikt/aksel-icons";
import { Button, Dropdown } from "@digdir/designsystemet-react";
import { useId } from "react";
import { apiAddress, type Query } from "../api.ts";
import { useTexts } from "../context.tsx";
import { useLanguage } from "../preferences.ts";
import { kitTexts } from "./texts.ts";

export interface ExportMenuProps {
  /** `/service-export`: answers with the list as a file. */
  readonly path: string;
  /** The filter of the list, so that the file holds what is seen. */
  readonly query?: Query;
  /** Where the page shows something else than the file holds. */
  readonly label?: string;
}

/** Takes the list out of the house, as a workbook or as text. */
export function ExportMenu({ path, query = {}, label }: ExportMenuProps) {
  const t = useTexts(kitTexts);
  const language = useLanguage();
  const id = useId();
  return (
    <>
      <Button variant="tertiary" popoverTarget={id}>
        <DownloadIcon aria-hidden />
        {label ?? t("export")}
      </Button>
      <Dropdown id={id} placement="bottom-end" className="b-menu">
        <Dropdown.List>
          {(["xlsx", "csv"] as const).map((format) => (
            <Dropdown.Item key={format}>
              <Dropdown.Button asChild>
                <a
                  href={apiAddress(path, { ...query, format, language })}
                  download
                  onClick={() => document.getElementById(id)?.hidePopover()}
                >
                  {t(`export.${format}`)}
                </a>
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
        </Dropdown.List>
      </Dropdown>
    </>
  );
}
