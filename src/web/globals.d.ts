/** True in builds that contain the kit page; see vite.config.ts. */
declare const __KIT_PAGE__: boolean;
