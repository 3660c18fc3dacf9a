/** Whose document is held against: that of Kling itself, or that of a gateway. */
export type GatewayName = 'official' | 'cometapi' | 'cloudsway'

export const gatewayNames: readonly GatewayName[] = ['official', 'cometapi', 'cloudsway']
