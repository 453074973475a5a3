import { defineTexts } from "../../shared/texts.ts";

/** The words of what the organisation does, and which services it needs. */
export const activityWords = defineTexts({
  sv: {
    activity: "Verksamhet",
    activities: "Verksamheter",
    "activities.none": "Inga verksamheter är angivna. Utan dem kan ett avbrott inte visa vad som stannar.",
    "activity.add": "Lägg till verksamhet",
    "activity.edit": "Ändra verksamhet",
    "activity.edit.of": "Ändra {name}",
    "activity.name.what": "Det som enheten gör och måste kunna fortsätta med, till exempel besök i hemmet.",
    "activity.needs": "Tjänster som verksamheten behöver",
    "activity.needs.of": "Behöver",
    "activity.needs.none": "Inga tjänster är angivna",
    "activity.remove.what": "{name} tas bort. Händelseloggen finns kvar.",
  },
  en: {
    activity: "Activity",
    activities: "Activities",
    "activities.none": "No activities are stated. Without them an outage cannot show what stops.",
    "activity.add": "Add activity",
    "activity.edit": "Edit activity",
    "activity.edit.of": "Edit {name}",
    "activity.name.what": "What the unit does and must keep doing, for example home visits.",
    "activity.needs": "Services that the activity needs",
    "activity.needs.of": "Needs",
    "activity.needs.none": "No services are stated",
    "activity.remove.what": "{name} is removed. The journal remains.",
  },
});
