/** Why a document is malformed: the names of `DocumentFault` in `dapp/src/protocol/documents.ts`. */
export const TOO_LONG = "tooLong";
export const NOT_JSON = "notJson";
export const WRONG_SHAPE = "wrongShape";
export const MISSING_LANGUAGE = "missingLanguage";
export const REPEATED_ID = "repeatedId";
export const WRONG_QUESTION_COUNT = "wrongQuestionCount";
export const WRONG_OPTION_COUNT = "wrongOptionCount";
export const WRONG_QUESTION_WORD = "wrongQuestionWord";
export const WRONG_TRUSTEE_COUNT = "wrongTrusteeCount";
