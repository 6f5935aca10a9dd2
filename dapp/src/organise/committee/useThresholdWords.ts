import { useTranslation } from "react-i18next";

/** What k of n means, in plain sentences: who can open, who cannot, and what may be lost. */
export function useThresholdWords() {
  const { t } = useTranslation("organise");
  return (threshold: number, size: number): string => {
    if (size === 1) return t("threshold.sole");
    const fewer = threshold - 1;
    return [
      threshold === size
        ? t("threshold.all", { count: size })
        : t("threshold.open", { count: threshold, size }),
      threshold === 1 ? t("threshold.oneAlone") : t("threshold.fewer", { count: fewer }),
      t("threshold.lost", { count: size - threshold + 1 }),
    ].join(" ");
  };
}
