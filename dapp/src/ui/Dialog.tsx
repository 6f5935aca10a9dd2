import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import styles from "./Dialog.module.css";

type DialogProps = {
  title: ReactNode;
  isOpen: boolean;
  /** Called by Escape, a press outside, or the person's own button. */
  onClose: () => void;
  /** True while leaving would lose something. */
  mustAnswer?: boolean;
  children: ReactNode;
};

export function Dialog({ title, isOpen, onClose, mustAnswer = false, children }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={!mustAnswer}
      isKeyboardDismissDisabled={mustAnswer}
      className={styles.overlay ?? ""}
    >
      <Modal>
        <AriaDialog className={styles.dialog ?? ""}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}
