import { apiAddress, headersFor } from "../../../web/api.ts";

export interface Uploaded {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

/** Sends a file as it is. XMLHttpRequest, since fetch does not tell how much of a body has left. */
export function uploadFile(file: File, onProgress: (sent: number) => void): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", apiAddress("/files"));
    headersFor("POST", { body: file }).forEach((value, name) => request.setRequestHeader(name, value));
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("error", () => reject(new Error("network")));
    request.addEventListener("load", () => {
      if (request.status === 201) resolve(request.response);
      else reject(new Error(String(request.response?.detail ?? request.status)));
    });
    request.send(file);
  });
}
